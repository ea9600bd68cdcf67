package org.example.garden

import io.agroal.api.AgroalDataSource
import io.quarkus.agroal.DataSource
import jakarta.persistence.EntityManager
import jakarta.ws.rs.GET
import jakarta.ws.rs.NotFoundException
import jakarta.ws.rs.POST
import jakarta.ws.rs.Path

@Path("/plants")
class PlantResource(
    private val entities: EntityManager,
    @param:DataSource("weather") private val weather: AgroalDataSource,
) {
    @GET
    fun all(): List<Plant> = entities.createQuery("from Plant order by id", Plant::class.java).resultList

    @GET
    @Path("{id}")
    fun one(id: Long): Plant = entities.find(Plant::class.java, id) ?: throw NotFoundException("no plant $id")

    @POST
    fun count(plants: List<Plant>): Int = plants.size

    @GET
    @Path("weeds")
    fun weeds(): Nothing = error("nobody knows")

    @GET
    @Path("rain")
    fun rain(): Int =
        weather.connection.use { connection ->
            connection.createStatement().use { statement ->
                statement.executeQuery("select sum(millimetres) from rain").use { row ->
                    row.next()
                    row.getInt(1)
                }
            }
        }
}
