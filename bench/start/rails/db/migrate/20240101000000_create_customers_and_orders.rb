class CreateCustomersAndOrders < ActiveRecord::Migration[6.1]
  def change
    create_table :customers do |t|
      t.string :name, limit: 200, null: false
      t.string :email, limit: 254, null: false, index: { unique: true }
      t.string :phone, limit: 32
      t.date :signed_up_on, null: false
      t.string :slug, limit: 200
    end
    create_table :orders do |t|
      t.references :customer, null: false, foreign_key: true
      t.string :status, limit: 16, null: false
      t.datetime :placed_at, null: false
      t.datetime :updated_at, null: false
      t.bigint :version, null: false, default: 0
    end
  end
end
