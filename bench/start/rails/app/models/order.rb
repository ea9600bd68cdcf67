class Order < ApplicationRecord
  self.locking_column = "version"
  belongs_to :customer
end
